# Faults of boards.

fault-board-lanes = Un tablero tiene como máximo { $most } carriles. Acote los registros o véalos como lista.
fault-board-limit = Un límite es un número entero hasta { $most }.
