"""The one web server: health, the webhook, figures."""
