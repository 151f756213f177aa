# Faults of notifications.
fault-quiet-hour = “{ $text }” is no time. Write it as 22:00.
fault-quiet-half = Say both hours, or leave both empty.
fault-follow-many = At most { $most } records can be followed.
