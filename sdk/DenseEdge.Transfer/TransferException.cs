using System.Net;

namespace DenseEdge.Transfer;

/// <summary>A transfer that did not happen. The message says what was expected and what was found; nothing half-written has
/// the name of the destination.</summary>
public sealed class TransferException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="inner">What lies beneath, if anything.</param>
    public TransferException(TransferReason reason, string message, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public TransferReason Reason { get; }

    /// <summary>What the server answered, if it did.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether asking again may help. Known only while it is being decided.</summary>
    internal bool IsPassing { get; init; }

    /// <summary>How long the server wants to be left alone, if it said so.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
