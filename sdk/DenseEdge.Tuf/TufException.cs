namespace DenseEdge.Tuf;

/// <summary>Something that is not trusted. What was trusted before still is, and the next attempt starts from there.</summary>
public sealed class TufException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="inner">What lies beneath, if anything.</param>
    public TufException(TufReason reason, string message, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public TufReason Reason { get; }

    internal static TufException Malformed(string message, Exception? inner = null) => new(TufReason.Malformed, message, inner);
}
