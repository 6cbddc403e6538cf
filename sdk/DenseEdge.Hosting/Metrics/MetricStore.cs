using System.Diagnostics.Metrics;
using System.Text;

namespace DenseEdge.Hosting.Metrics;

/// <summary>Listens to meters and keeps the present value of every series. A measurement of a known series allocates
/// nothing.</summary>
internal sealed class MetricStore : IDisposable
{
    // Two locks: instruments may be published while others are being read.
    private readonly Lock _collecting = new();
    private readonly Lock _turn = new();
    private readonly SortedDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <param name="meters">Names of the meters to listen to.</param>
    internal MetricStore(IReadOnlyCollection<string> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, Add(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => ((Metric)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => ((Metric)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => ((Metric)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => ((Metric)state!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Reads the observable instruments and writes everything in Prometheus' text format.</summary>
    internal string Write()
    {
        lock (_collecting)
        {
            // What is observed is told anew each time: a sensor that is gone must not keep its last value.
            foreach (Metric metric in Present())
            {
                metric.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            StringBuilder text = new();
            foreach (Metric metric in Present())
            {
                metric.Write(text);
            }

            return text.ToString();
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private Metric[] Present()
    {
        lock (_turn)
        {
            return [.. _metrics.Values];
        }
    }

    // Two instruments of one name (a meter that was disposed and made again) go on as one metric.
    private Metric Add(Instrument instrument)
    {
        lock (_turn)
        {
            string name = PrometheusText.NameOf(instrument);
            if (!_metrics.TryGetValue(name, out Metric? metric))
            {
                metric = new Metric(name, instrument);
                _metrics.Add(name, metric);
            }

            return metric;
        }
    }
}
