using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Searching;

/// <summary>A device that may be away for a while: it is opened when it is needed, opened again when it stops answering, and
/// given
/// up after a few attempts.</summary>
/// <param name="open">Opens the device.</param>
/// <param name="expected">The device of the profile.</param>
/// <param name="pause">The time before another attempt.</param>
/// <param name="say">Tells the user what went wrong.</param>
internal sealed class DeviceConnection(
    Func<IMeasuringDevice> open, DeviceIdentity expected, TimeSpan pause, Action<string> say) : IDisposable
{
    /// <summary>How often a measurement is tried.</summary>
    public const int Attempts = 3;

    private IMeasuringDevice? _device;

    /// <summary>Measures a model.</summary>
    /// <param name="modelPath">The model.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The device can't be reached. The study can be resumed.</exception>
    /// <exception cref="InvalidDataException">It is another device than the profile's, or the model is none that it
    /// runs.</exception>
    public LatencyMeasurement Measure(string modelPath, MeasurementOptions options, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Device().Measure([modelPath], options, null, cancellation)[0];
            }
            catch (IOException fault) when (attempt < Attempts)
            {
                say($"The device doesn't answer ({FirstLine(fault)}); another attempt in {pause.TotalSeconds:F0} s.");
                Close();
                cancellation.WaitHandle.WaitOne(pause);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (IOException fault)
            {
                throw new IOException(
                    $"The device gave no measurement in {Attempts} attempts: {fault.Message}\nNothing is lost: "
                    + "the same command goes on with the study when the device is back.", fault);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private static string FirstLine(IOException fault) => fault.Message.Split('\n')[0];

    private IMeasuringDevice Device()
    {
        if (_device is null)
        {
            _device = open();
            expected.Require(_device.Identity);
        }

        return _device;
    }

    private void Close()
    {
        _device?.Dispose();
        _device = null;
    }
}
