//! Pages of records: list, card, form, board, funnel, home, search.
