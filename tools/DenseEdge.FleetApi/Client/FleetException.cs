using System.Net;

namespace DenseEdge.FleetApi;

/// <summary>The server refused, or can't be reached. The message says what was expected, what was found and what to do.</summary>
public sealed class FleetException : IOException
{
    /// <summary>Without a message.</summary>
    public FleetException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What was expected, found, and to do.</param>
    public FleetException(string message)
        : base(message)
    {
    }

    /// <summary>With a cause.</summary>
    /// <param name="message">What was expected, found, and to do.</param>
    /// <param name="innerException">The cause.</param>
    public FleetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal FleetException(string message, HttpStatusCode status, FleetProblem? problem)
        : base(message)
        => (Status, Problem) = (status, problem);

    /// <summary>The HTTP status; null if there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The server's own words; null if it sent none.</summary>
    public FleetProblem? Problem { get; }
}
