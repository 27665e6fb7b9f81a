"""From duties, roster and calendar to occurrences and the notices about them."""
