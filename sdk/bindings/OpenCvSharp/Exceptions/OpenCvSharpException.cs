namespace OpenCvSharp;

/// <summary>A failure that the binding itself found, such as an impossible matrix type.</summary>
public class OpenCvSharpException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public OpenCvSharpException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong.</param>
    public OpenCvSharpException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public OpenCvSharpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
