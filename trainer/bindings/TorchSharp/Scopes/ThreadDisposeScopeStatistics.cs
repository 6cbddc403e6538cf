namespace TorchSharp;

/// <summary>Counts what one thread created and disposed, in and outside dispose scopes.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>Created while the thread had no scope.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Disposed while owned by no scope.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Created while a scope was open.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Disposed by a scope, or by hand while a scope owned it.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Taken out of all scopes.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Created and not yet disposed.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Sets all counts to 0.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = 0;
        DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = 0;
        DisposedInScopeCount = 0;
        DetachedFromScopeCount = 0;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutsideScopeCount}; "
        + $"DisposedOutsideScopeCount: {DisposedOutsideScopeCount}; CreatedInScopeCount: {CreatedInScopeCount}; "
        + $"DisposedInScopeCount: {DisposedInScopeCount}; DetachedFromScopeCount: {DetachedFromScopeCount}";
}
