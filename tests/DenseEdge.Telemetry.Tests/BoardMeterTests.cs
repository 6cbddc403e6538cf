using System.Diagnostics.Metrics;

namespace DenseEdge.Telemetry.Tests;

public sealed class BoardMeterTests
{
    [Fact]
    public void Collect_OfAJetson_GivesOneMeasurementPerSensorThatAnswers()
    {
        using BoardTree tree = BoardTree.Named("jetson-orin-nano");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);
        using var meter = new BoardMeter(sensors);

        Dictionary<string, double> found = Collect();

        Assert.Equal(4 + 3 + 3, found.Count);
        Assert.Equal(48.562, found["denseedge.board.temperature Cel cpu-thermal"], precision: 9);
        Assert.Equal(5.048 * 1.104, found["denseedge.board.power W VDD_IN"], precision: 9);
        Assert.Equal(306e6, found["denseedge.board.clock Hz gpu"]);
        Assert.DoesNotContain("denseedge.board.temperature Cel cv0-thermal", found.Keys);
    }

    [Fact]
    public void Collect_AfterDispose_GivesNothing()
    {
        using BoardTree tree = BoardTree.Named("raspberry-pi-5");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);
        new BoardMeter(sensors).Dispose();

        Assert.Empty(Collect());
    }

    private static Dictionary<string, double> Collect()
    {
        var found = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == BoardMeter.Name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            found.Add($"{instrument.Name} {instrument.Unit} {tags[0].Value}", value));
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }
}
