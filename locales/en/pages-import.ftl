# Texts of the import.

## import
import-title = Import
import-lead = Drop the spreadsheets as they are, several at once. Candor reads what each cell is, shows where the files contradict each other, and imports nothing before you accept.
import-files = Files (xlsx, xls, ods, csv)
import-choose = Choose files
import-drop = Drop files here or choose them
import-upload-button = Read the files
import-upload-limit = Up to 100 MB together. Files that belong together go in one drop.
import-none-chosen = Choose at least one file.
import-file-empty = the file is empty.
import-unread = { $count ->
    [one] { $count } file was not read. The import goes on without it.
   *[other] { $count } files were not read. The import goes on without them.
}
import-drafts-title = Not finished
import-drafts-lead = Files that you dropped and did not import yet, with your decisions. After seven days they go.
import-draft-rows = Rows
import-draft-go-on = Go on
import-draft-discard = Throw away
import-draft-discarded = Thrown away. Nothing of it was imported.
import-cannot-read = { $file } cannot be read
import-reader-stopped = Reading was stopped: the file is damaged, or unpacks to more than is allowed.
import-batches-title = Imports so far
import-batches-empty = Nothing has been imported yet.
import-batch = Import { $id }
import-batch-at = When
import-batch-state = State
import-batch-files = Files
import-batch-progress = Records
import-state-read = Being prepared
import-state-running = Running
import-state-done = Done
import-state-failed = Failed
import-state-undone = Taken back
import-state-undone_in_part = Taken back in part
import-state-undoing = Being taken back
import-step-files = Files
import-step-read = What was read
import-step-preview = Preview
import-step-done = Report
import-read-title = What was read
import-read-lead = Nothing is written yet. Look at what differs, decide once per column, then see the preview.
import-sheets-title = Files
import-sheet-rows = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
import-sheet-columns = { $columns ->
    [one] { $columns } column
   *[other] { $columns } columns
}
import-sheet-included = Import this sheet
import-sheet-aside = Set aside
import-sheet-branch = Branch of its records
import-sheet-branch-none = No branch
import-currency = Currency of amounts without one
import-differs-title = What differs between the files
import-differs-lead = The same column does not mean the same everywhere. Each file is read by its own proof.
import-column = Column
import-file = File
import-read-as = Read as
import-sample = First values
import-sum = Sum
import-mean = Mean
import-proof = Proof
import-flags-title = To look at
import-flags-lead = Odd cells and readings. Those marked “decide” hold the import until you do.
import-flag-ask = Decide
import-flag-check = Look
import-flag-note = Note
import-flag-cells = Cells { $cells }
import-flag-more = and { $count } more
import-flags-none = Nothing odd was found.
import-columns-title = Columns and where they go
import-column-target = Goes to
import-column-target-none = Not imported
import-column-reading = Read as
import-column-blanks = Empty
import-columns-hint = One decision a column. What you leave stays as proposed.
import-spellings-title = Spelled differently, meant the same?
import-spellings-lead = These names almost match another one. Accept, or keep as a record of its own.
import-spelling-written = Written
import-spelling-meant = Taken for
import-spelling-rows = Rows
import-spelling-accept = Same
import-spelling-keep = Different
import-review-button = Apply the decisions
import-preview-button = To the preview
import-preview-title = Preview
import-preview-lead = This is what the import would do. Nothing is written yet.
import-preview-open = Decide first
import-preview-back = Back to the columns
import-accept-button = { $count ->
    [one] Import { $count } record
   *[other] Import { $count } records
}
import-fate-create = New
import-fate-update = Changed
import-fate-unchanged = As it was
import-fate-in_doubt = In doubt
import-fate-refused = Refused
import-object = Kind of record
import-rows-of = First rows: { $object }
import-row = Row
import-running-title = The import runs
import-running-text = { $done } of { $total } records. You may leave this page; the import goes on.
import-running-begins = The import begins: the rows are being compared with what is there. You may leave this page.
import-report-title = Report
import-report-done = The import is done.
import-report-failed = The import stopped before its end. What it wrote can be taken back.
import-report-undone = This import is taken back: the records are as they were before.
import-report-undone_in_part = This import is taken back, except records that somebody changed since.
import-report-undone-by = { $at }, { $who }: { $removed } removed, { $put_back } put back, { $left } left.
import-report-objects-before = What had become of the records, before it was taken back
import-report-objects = What became of the records
import-report-files = What became of the rows
import-report-rows-read = Rows read
import-report-rows-imported = Imported
import-report-rows-skipped = Left out
import-report-rows-refused = With a refusal
import-report-refused-title = Refused rows
import-report-refused-none = No row was refused.
import-report-refused-download = Download the refused rows (csv)
import-report-refused-more = And { $count } more in the file.
import-report-figures = Sums, column by column
import-undo-button = Take this import back
import-undo-title = Take the whole import back?
import-undo-text = Records it created disappear, records it changed become what they were. Whatever people changed since stays and is listed.
import-undo-confirm = Yes, take it back
import-undone = { $removed } removed, { $put_back } put back, { $left } left because somebody changed them since.
import-reading-text = Text
import-reading-number = Number
import-reading-number-scaled = Number × { $scale }
import-reading-percent-fraction = Percentage: 0.35 means 35 %
import-reading-percent-points = Percentage: 35 means 35 %
import-reading-percent-text = Percentage with its sign: 35 %
import-reading-date-cell = Date of the spreadsheet
import-reading-date-year_first = Date: 2024-02-27
import-reading-date-day_first = Date: 27.02.2024
import-reading-date-month_first = Date: 02/27/2024
import-reading-boolean = Yes or no
import-reading-ask = — decide —
import-seen-boolean = Yes or no
import-seen-date = Date
import-seen-date_text = Date as text
import-seen-mixed = Mixed
import-seen-number = Number
import-seen-number_text = Number as text
import-seen-percent = Percentage
import-seen-percent_fraction = Percentage as fraction (0.35)
import-seen-percent_points = Percentage as points (35)
import-seen-percent_text = Percentage as text (35 %)
import-seen-text = Text
import-seen-empty = Empty
