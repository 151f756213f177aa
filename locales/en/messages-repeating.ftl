# Repeating records.
fault-repeats-without-day = A record that repeats needs its day.
fault-repeats-over = The end lies before the first day.
fault-repeats-made = To which series a record belongs cannot be entered.
evidence-kind-repeat = Made by repetition
