namespace DenseEdge.Cli.Remote;

/// <summary>A device answers, but not to this user: trying again changes nothing.</summary>
internal sealed class DeviceRefusedException : IOException
{
    /// <summary>Makes the exception.</summary>
    public DeviceRefusedException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, what was found, what to do.</param>
    public DeviceRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, what was found, what to do.</param>
    /// <param name="cause">What caused it.</param>
    public DeviceRefusedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
