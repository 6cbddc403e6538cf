using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Training.Export;

/// <summary>What a device gives to an exported model and gets from it, and what the model says about itself.</summary>
public sealed record ExportOptions
{
    /// <summary>How the pixels lie in the input.</summary>
    /// <value>Default: bytes as a camera delivers them.</value>
    public InputFormat Input { get; init; } = InputFormat.UInt8Nhwc;

    /// <summary>What tasks with classes answer.</summary>
    /// <value>Default: labels.</value>
    public AnswerForm Answers { get; init; } = AnswerForm.Labels;

    /// <summary>The element type of labels.</summary>
    /// <value>Default: <see cref="GraphElementType.UInt8"/>; <see cref="GraphElementType.Int32"/> for engines without byte
    /// outputs.</value>
    public GraphElementType LabelType { get; init; } = GraphElementType.UInt8;

    /// <summary>Height of the input in pixels, if it isn't the network's.</summary>
    /// <value>Default: null. Given together with <see cref="CameraWidth"/>; the graph resizes.</value>
    public int? CameraHeight { get; init; }

    /// <summary>Width of the input in pixels, if it isn't the network's.</summary>
    /// <value>Default: null.</value>
    public int? CameraWidth { get; init; }

    /// <summary>Whether the camera's frame keeps its aspect ratio: the rest of the network's image is padded.</summary>
    /// <value>Default: false, height and width are scaled apart.</value>
    public bool Letterbox { get; init; }

    /// <summary>Whether the engine resizes bytes. A quarter of the traffic of floats, but rounded to whole levels.</summary>
    /// <value>Default: true, which ONNX Runtime's processor engine does.</value>
    public bool ResizesBytes { get; init; } = true;

    /// <summary>Whether bytes are made floats by the first node: TensorRT takes bytes only there.</summary>
    /// <value>Default: false, they are transposed as bytes, a quarter of the traffic.</value>
    public bool CastsFirst { get; init; }

    /// <summary>The name of the data set that the network was trained on.</summary>
    /// <value>Default: null, it wasn't.</value>
    public string? TrainingData { get; init; }

    /// <summary>Whether the weights are random numbers.</summary>
    /// <value>Default: false.</value>
    public bool HasRandomWeights { get; init; }

    /// <summary>The name of the target that the model is for.</summary>
    /// <value>Default: null.</value>
    public string? Target { get; init; }

    /// <summary>Returns these options, or says everything that is wrong with them at once.</summary>
    /// <param name="networkHeight">Height of the image that the network sees, in pixels.</param>
    /// <param name="networkWidth">Width of the image that the network sees, in pixels.</param>
    /// <exception cref="ArgumentException">Values contradict each other; the message lists every fault.</exception>
    public ExportOptions Validated(int networkHeight, int networkWidth)
    {
        string[] faults = [.. Faults(networkHeight, networkWidth)];
        return faults.Length == 0 ? this : throw new ArgumentException($"Export: {string.Join(" ", faults)}");
    }

    /// <summary>How the graph brings the camera's frame to the network's size; null if it has that size.</summary>
    internal FrameFit? FitTo(int networkHeight, int networkWidth)
    {
        if (CameraHeight is not { } height || CameraWidth is not { } width || (height == networkHeight && width == networkWidth))
        {
            return null;
        }

        return Letterbox
            ? FrameFit.Letterbox(height, width, networkHeight, networkWidth)
            : FrameFit.Stretch(networkHeight, networkWidth);
    }

    /// <summary>A letterbox has one scale for both sides, the smaller one.</summary>
    private bool IsEnlarged(int networkHeight, int networkWidth) => Letterbox
        ? CameraHeight < networkHeight && CameraWidth < networkWidth
        : CameraHeight < networkHeight || CameraWidth < networkWidth;

    /// <summary>Everything that is wrong with these options, a sentence each.</summary>
    /// <param name="networkHeight">Height of the image that the network sees, in pixels.</param>
    /// <param name="networkWidth">Width of the image that the network sees, in pixels.</param>
    public IEnumerable<string> Faults(int networkHeight, int networkWidth)
    {
        if (LabelType is not (GraphElementType.UInt8 or GraphElementType.Int32))
        {
            yield return $"{nameof(LabelType)} must be {GraphElementType.UInt8} or {GraphElementType.Int32}, not {LabelType}.";
        }

        if (CameraHeight is null != CameraWidth is null)
        {
            yield return "Height and width of the camera must be given together.";
        }
        else if (IsEnlarged(networkHeight, networkWidth))
        {
            yield return $"The camera's frame ({CameraHeight}x{CameraWidth}) is smaller than the network's image "
                + $"({networkHeight}x{networkWidth}): choose a network of at most the camera's size.";
        }

        if (Letterbox && CameraHeight is null)
        {
            yield return "A letterbox needs the camera's size: it depends on the camera's aspect ratio.";
        }
    }
}
