using DenseEdge.Quantization.Calibration;

namespace DenseEdge.InferenceBench;

/// <summary>Images of a few overlaid waves per channel: photo-like in that they are neither flat nor noise, and the same on
/// every machine.</summary>
/// <param name="input">Name of the graph input that they are for.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="width">Width in pixels.</param>
/// <param name="count">Number of images.</param>
internal sealed class WaveImages(string input, int height, int width, int count) : ICalibrationSource
{
    private const int WavesPerChannel = 4;

    public int Count { get; } = count;

    public string Name => "waves";

    public IReadOnlyList<CalibrationInput> Load(int index)
        => [new CalibrationInput(input, [1, height, width, 3], Draw(height, width, index))];

    /// <summary>Draws one image.</summary>
    /// <returns>[height, width, 3] bytes.</returns>
    public static byte[] Draw(int height, int width, int seed)
    {
        Random random = new(seed);
        (double Down, double Right, double Phase)[] waves =
        [
            .. Enumerable.Range(0, 3 * WavesPerChannel).Select(
                _ => (random.NextDouble() * 0.3, random.NextDouble() * 0.3, random.NextDouble() * Math.Tau)),
        ];
        byte[] image = new byte[height * width * 3];
        for (int i = 0; i < image.Length; i++)
        {
            (int channel, int row, int column) = (i % 3, i / 3 / width, i / 3 % width);
            double sum = 0;
            foreach ((double down, double right, double phase) in waves.AsSpan(channel * WavesPerChannel, WavesPerChannel))
            {
                sum += Math.Sin((down * row) + (right * column) + phase);
            }

            image[i] = (byte)Math.Clamp(127 + (30 * sum), 0, 255);
        }

        return image;
    }
}
