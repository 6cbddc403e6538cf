namespace DenseEdge.Cli.Flashing;

/// <summary>A device can't take a bundle, or wouldn't: trying again changes nothing. Its old model keeps running.</summary>
internal sealed class FlashRefusedException : IOException
{
    /// <summary>Makes the exception.</summary>
    public FlashRefusedException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, what was found, what to do.</param>
    public FlashRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, what was found, what to do.</param>
    /// <param name="cause">What caused it.</param>
    public FlashRefusedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
