namespace DenseEdge.Tuf.Tests.Support;

/// <summary>A clock that shows what a test sets.</summary>
internal sealed class ManualTime : TimeProvider
{
    /// <summary>Where every test starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now;
}
