namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    // A bound for a test that would hang, not a demand on speed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void True(Func<bool> condition, string what = "")
        => Assert.True(SpinWait.SpinUntil(condition, Patience), $"Waited in vain. {what}");
}
