# Faults of boards.

fault-board-lanes = A board has at most { $most } lanes. Narrow the records, or look at them as a list.
fault-board-limit = A limit is a whole number up to { $most }.
