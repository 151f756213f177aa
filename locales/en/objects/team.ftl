team = Team
team-plural = Teams

team-f-name = Name
team-f-lead = Lead
team-f-lead-help = Sees the records of everybody in the team.

team-m-count = Teams

team-c-main = Team
