# Repeating records.
fault-repeats-without-day = A record that repeats needs its day.
fault-repeats-over = The end lies before the first day.
fault-repeats-times = A record that repeats does so from 2 to { $most } times. Leave it empty for no end.
fault-repeats-ended = Its series has ended: nothing comes after it.
fault-repeats-made = To which series a record belongs cannot be entered.
evidence-kind-repeat = Made by repetition
