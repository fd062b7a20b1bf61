class ApiError(Exception):
    """Refuse a request as Cloudinary does: with a status, and a message for whoever called."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class ConnectionLost(ConnectionError):
    """Close the connection without an answer; the server does so on any ConnectionError."""
