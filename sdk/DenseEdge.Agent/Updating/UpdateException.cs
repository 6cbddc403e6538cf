namespace DenseEdge.Agent.Updating;

/// <summary>A step of an update that can't be done; the active model keeps running.</summary>
public sealed class UpdateException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="failure">Whose fault it is.</param>
    /// <param name="message">What was expected, what was found, what to do.</param>
    /// <param name="cause">What was caught; null if nothing was.</param>
    public UpdateException(UpdateFailure failure, string message, Exception? cause = null)
        : base(message, cause) => Failure = failure;

    /// <summary>Whose fault it is.</summary>
    public UpdateFailure Failure { get; }

    /// <summary>What is wrong with the repository; null if it isn't about one.</summary>
    public RepositoryFault? Repository { get; init; }

    /// <summary>The server's action that failed with it; null for that of the candidate, if there is one.</summary>
    public string? ActionId { get; init; }
}
