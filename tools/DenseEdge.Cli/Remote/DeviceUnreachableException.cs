namespace DenseEdge.Cli.Remote;

/// <summary>A device doesn't answer: worth another try, now or later.</summary>
internal sealed class DeviceUnreachableException : IOException
{
    /// <summary>Makes the exception.</summary>
    public DeviceUnreachableException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which device, and what failed.</param>
    public DeviceUnreachableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which device, and what failed.</param>
    /// <param name="cause">What caused it.</param>
    public DeviceUnreachableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
