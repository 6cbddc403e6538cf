namespace DenseEdge.Transfer;

/// <summary>Why a transfer did not happen.</summary>
public enum TransferReason
{
    /// <summary>No answer: no route, no name, no TLS, or a connection that broke more often than the options allow.</summary>
    Unreachable,

    /// <summary>The server says that there is no such thing: 404 or 410.</summary>
    NotFound,

    /// <summary>The server answered with another error, such as 401, 403 or, each time it was asked, 503.</summary>
    Refused,

    /// <summary>The server has, or goes on sending, more bytes than were expected.</summary>
    TooLong,

    /// <summary>The server has fewer bytes than were expected.</summary>
    TooShort,

    /// <summary>Fewer bytes a second came than the options demand.</summary>
    TooSlow,

    /// <summary>All bytes came, but they are others than expected.</summary>
    WrongDigest,

    /// <summary>The answer is no proper HTTP, or none to what was asked.</summary>
    BadAnswer,
}
