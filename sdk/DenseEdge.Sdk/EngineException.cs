namespace DenseEdge.Sdk;

/// <summary>An inference engine could not be started or failed during a run. The message holds the engine's own
/// words.</summary>
public sealed class EngineException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public EngineException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was tried, and what the engine said.</param>
    public EngineException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was tried, and what the engine said.</param>
    /// <param name="innerException">The engine's exception.</param>
    public EngineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal EngineException(string message, IReadOnlyList<EngineRefusal> refusals)
        : base(message) => Refusals = refusals;

    /// <summary>Why each execution provider that was wanted isn't usable.</summary>
    /// <value>Empty if the failure has another cause.</value>
    public IReadOnlyList<EngineRefusal> Refusals { get; } = [];
}
