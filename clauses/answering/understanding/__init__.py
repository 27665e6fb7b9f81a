"""Questions read: post, activity, aspect, article."""
