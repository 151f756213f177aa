# What was typed and not saved yet.
draft-again = What you typed on # is here again
draft-drop = Drop it
draft-unsent = Not saved: Candor cannot be reached. What you typed is still here.
draft-try = Try again
draft-kept = You were signed out before it was saved. What you typed is kept: sign in and go on.
