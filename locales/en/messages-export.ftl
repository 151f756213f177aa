# Why an export is refused.
fault-export-columns = Tick at least one column.
fault-export-field = You may not take out the field “{ $field }”, so it can be neither a column nor a condition nor the order of an export.
fault-export-many = At most { $limit } records leave in one file. Narrow the list by a filter, or take it out in parts.
