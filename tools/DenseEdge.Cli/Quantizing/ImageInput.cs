using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Sdk.Preprocess;

namespace DenseEdge.Cli.Quantizing;

/// <summary>The image input of a model: brings photos into its size, layout and type, with the SDK's resize.</summary>
internal sealed class ImageInput
{
    private readonly string _name;
    private readonly TensorInfo _info;
    private readonly bool _channelsFirst;
    private readonly PixelScaling _scaling;
    private readonly FrameResizer _resizer;
    private readonly byte[] _pixels;

    private ImageInput(string name, TensorInfo info, bool channelsFirst, PixelScaling scaling)
    {
        _name = name;
        _info = info;
        _channelsFirst = channelsFirst;
        _scaling = scaling;
        Height = info.Dims[channelsFirst ? 2 : 1];
        Width = info.Dims[channelsFirst ? 3 : 2];
        _resizer = new FrameResizer(Height, Width);
        _pixels = new byte[Height * Width * 3];
    }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Finds the image input of a model.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="scaling">What float inputs want; null if nobody said.</param>
    /// <exception cref="InvalidDataException">The model has several inputs or none that takes an image.</exception>
    /// <exception cref="ArgumentException">A float input, and nobody said what it wants.</exception>
    public static ImageInput Of(OnnxGraph graph, string source, PixelScaling? scaling)
    {
        if (graph.Inputs is not [string name])
        {
            throw new InvalidDataException(
                $"{source}: expected a model with one input, an image, found {graph.Inputs.Count}: "
                + $"{string.Join(", ", graph.Inputs)}.");
        }

        TensorInfo info = graph.Info(name);
        bool channelsFirst = info.Dims is [1, 3, _, _];
        if (!(channelsFirst || info.Dims is [1, _, _, 3])
            || info.ElementType is not (GraphElementType.UInt8 or GraphElementType.Float32))
        {
            throw new InvalidDataException(
                $"{source}: expected an image as input, bytes or float32, [1, 3, H, W] or [1, H, W, 3], found '{name}' {info}.");
        }

        if (info.ElementType == GraphElementType.Float32 && scaling is null)
        {
            throw new ArgumentException(
                $"{source}: the input '{name}' is {info}. Expected --mean, --std and --scale, which say how a photo's bytes "
                + "become its numbers: (byte * scale - mean) / std.");
        }

        return new ImageInput(name, info, channelsFirst, scaling ?? PixelScaling.Bytes);
    }

    /// <summary>Brings an image into the input's form.</summary>
    /// <param name="image">An image of any size.</param>
    public CalibrationInput Prepare(Rgb24Image image)
    {
        _resizer.Resize(image.Pixels, image.Height, image.Width, _pixels);
        return new CalibrationInput(
            _name, _info.Dims,
            _info.ElementType == GraphElementType.UInt8 ? Arrange((pixel, _) => pixel) : Arrange(_scaling.Apply));
    }

    private T[] Arrange<T>(Func<byte, int, T> convert)
    {
        T[] result = new T[_pixels.Length];
        int plane = Height * Width;
        for (int i = 0; i < _pixels.Length; i++)
        {
            (int position, int channel) = Math.DivRem(i, 3);
            result[_channelsFirst ? (channel * plane) + position : i] = convert(_pixels[i], channel);
        }

        return result;
    }
}
