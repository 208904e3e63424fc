"""PostgreSQL: the one that comes with the project, or the one `DATABASE_URL` names.

The embedded server belongs to whoever runs Isnad. A process that connects (`server.py`) holds the
users' lock for its lifetime and starts a keeper (`keeper.py`) where there is none. The keeper runs
PostgreSQL as its child, and stops it when no process holds the users' lock any more.

Nothing here but `base.py` and `client.py` imports Django, so that a keeper starts at once.
"""
