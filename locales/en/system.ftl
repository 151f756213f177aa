# The fields that every object has.
system-f-id = Number
system-f-owner = Owner
system-f-owner-help = The person who answers for this record.
system-f-team = Team
system-f-branch = Branch
system-f-created_by = Created by
system-f-created_at = Created
system-f-updated_by = Changed by
system-f-updated_at = Changed
system-f-version = Version
system-f-archived_at = Archived
system-f-source = Source
system-f-source-help = Where the record came from: a file, a form, another system.
system-f-external_id = Number in the source
system-f-external_id-help = How the source calls this record. No two records of one source share it.

# What a field with stages brings along.
system-stage-since = { $stage } since
system-stage-days = Days in { $stage }
system-c-own = Own fields
system-c-main = Facts
