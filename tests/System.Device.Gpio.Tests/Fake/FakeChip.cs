namespace System.Device.Gpio.Tests.Fake;

/// <summary>One chip.</summary>
internal sealed class FakeChip
{
    public FakeChip(string label, int lines)
    {
        Label = label;
        Lines = [.. Enumerable.Range(0, lines).Select(_ => new FakeLine())];
    }

    public string Label { get; }

    public IReadOnlyList<FakeLine> Lines { get; }

    /// <summary>Gets or sets the error that opening the chip gives; 0 for none.</summary>
    public int OpenError { get; set; }

    /// <summary>Gets or sets the error that asking for edges gives; 0 for none.</summary>
    public int EdgeError { get; set; }

    /// <summary>Gets or sets whether the kernel is older than 5.10 and knows nothing of version 2.</summary>
    public bool IsOld { get; set; }

    public bool IsGone { get; set; }
}
