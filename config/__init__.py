"""Settings, URLs, the web server, and the PostgreSQL that comes with the project."""
