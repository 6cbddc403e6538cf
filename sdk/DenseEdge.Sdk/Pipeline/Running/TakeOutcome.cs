namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>What there is to say to a consumer that asks for a result.</summary>
internal enum TakeOutcome
{
    /// <summary>Here is one.</summary>
    Taken,

    /// <summary>None in time.</summary>
    TimedOut,

    /// <summary>There will be no more.</summary>
    Ended,
}
