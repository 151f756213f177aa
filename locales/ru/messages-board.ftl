# Faults of boards.

fault-board-lanes = На доске не больше { $most } дорожек. Сузьте отбор или откройте список.
fault-board-limit = Предел — целое число не больше { $most }.
