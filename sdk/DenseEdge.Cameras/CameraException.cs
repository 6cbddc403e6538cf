namespace DenseEdge.Cameras;

/// <summary>A camera could not be opened, or failed for good. The message says what was tried, what the system said
/// and what to do; it never holds a password.</summary>
public sealed class CameraException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public CameraException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was tried, and what the system said.</param>
    public CameraException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was tried, and what the system said.</param>
    /// <param name="innerException">The cause.</param>
    public CameraException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
