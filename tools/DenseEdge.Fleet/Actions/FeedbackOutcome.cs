namespace DenseEdge.Fleet.Actions;

/// <summary>What became of a device's feedback.</summary>
public enum FeedbackOutcome
{
    /// <summary>Taken: HTTP 200.</summary>
    Accepted,

    /// <summary>The device has no such action, or it isn't to be seen now: HTTP 404.</summary>
    NotFound,

    /// <summary>The action has ended, so this is a replay or too late: HTTP 410.</summary>
    Ended,

    /// <summary>The action has as many reports as are kept: HTTP 429.</summary>
    TooMany,
}
