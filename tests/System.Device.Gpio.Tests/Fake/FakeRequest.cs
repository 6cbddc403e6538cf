using System.Device.Gpio.Kernel.Abi;

namespace System.Device.Gpio.Tests.Fake;

/// <summary>The file that a program gets for one line.</summary>
internal sealed class FakeRequest(FakeChip chip, uint offset, uint bufferSize)
{
    private uint _sequence;

    public FakeChip Chip { get; } = chip;

    public FakeLine Line { get; } = chip.Lines[(int)offset];

    public LineFlags Edges { get; set; }

    public Queue<LineEvent> Events { get; } = new();

    /// <summary>Notes an edge if it is one of those asked for; the oldest goes when the buffer is full.</summary>
    public void Note(bool level)
    {
        LineFlags edge = level ? LineFlags.EdgeRising : LineFlags.EdgeFalling;
        if (!Edges.HasFlag(edge))
        {
            return;
        }

        if (Events.Count == bufferSize)
        {
            Events.Dequeue();
        }

        _sequence++;
        Events.Enqueue(new LineEvent
        {
            Id = level ? LineEventId.RisingEdge : LineEventId.FallingEdge,
            Offset = offset,
            SequenceNumber = _sequence,
            LineSequenceNumber = _sequence,
        });
    }
}
