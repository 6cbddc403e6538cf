namespace DenseEdge.Contracts;

/// <summary>
/// Where the pixels of a prediction lie in the camera's frame, and the other way round. The frame fills the rectangle
/// <see cref="Content"/> of the outputs; what lies outside of it, the bars of a letterbox, shows nothing of the frame.
/// </summary>
/// <remarks>
/// Along each side an output's pixel edge e lies at (e − offset) · camera / content of the camera, where edges count from 0 at
/// the first pixel's outer side. The centre of pixel i is at the edge coordinate i + 0.5: the half-pixel convention of every
/// resize in DenseEdge.
/// </remarks>
public readonly record struct FrameGeometry
{
    // Keeps a rounding error of the division from adding a pixel to a rectangle.
    private const double EdgeTolerance = 1e-9;

    private FrameGeometry(int cameraHeight, int cameraWidth, int outputHeight, int outputWidth, PixelRectangle content)
    {
        CameraHeight = cameraHeight;
        CameraWidth = cameraWidth;
        OutputHeight = outputHeight;
        OutputWidth = outputWidth;
        Content = content;
    }

    /// <summary>Height of the camera's frame in pixels.</summary>
    public int CameraHeight { get; }

    /// <summary>Width of the camera's frame in pixels.</summary>
    public int CameraWidth { get; }

    /// <summary>Height of the prediction's maps in pixels.</summary>
    public int OutputHeight { get; }

    /// <summary>Width of the prediction's maps in pixels.</summary>
    public int OutputWidth { get; }

    /// <summary>The part of the outputs that shows the frame.</summary>
    public PixelRectangle Content { get; }

    /// <summary>Output pixels per camera pixel, across.</summary>
    public double ScaleX => (double)Content.Width / CameraWidth;

    /// <summary>Output pixels per camera pixel, down.</summary>
    public double ScaleY => (double)Content.Height / CameraHeight;

    /// <summary>The frame fills the outputs; height and width are scaled apart.</summary>
    /// <param name="cameraHeight">Height of the camera's frame in pixels.</param>
    /// <param name="cameraWidth">Width of the camera's frame in pixels.</param>
    /// <param name="outputHeight">Height of the outputs in pixels.</param>
    /// <param name="outputWidth">Width of the outputs in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    public static FrameGeometry Stretch(int cameraHeight, int cameraWidth, int outputHeight, int outputWidth)
    {
        Require(cameraHeight, cameraWidth, outputHeight, outputWidth);
        return new FrameGeometry(
            cameraHeight, cameraWidth, outputHeight, outputWidth, new PixelRectangle(0, 0, outputWidth, outputHeight));
    }

    /// <summary>The frame keeps its aspect ratio between bars; see <see cref="FrameFit.Letterbox"/>.</summary>
    /// <param name="cameraHeight">Height of the camera's frame in pixels.</param>
    /// <param name="cameraWidth">Width of the camera's frame in pixels.</param>
    /// <param name="outputHeight">Height of the outputs in pixels, bars included.</param>
    /// <param name="outputWidth">Width of the outputs in pixels, bars included.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    public static FrameGeometry Letterbox(int cameraHeight, int cameraWidth, int outputHeight, int outputWidth)
    {
        Require(cameraHeight, cameraWidth, outputHeight, outputWidth);
        FrameFit fit = FrameFit.Letterbox(cameraHeight, cameraWidth, outputHeight, outputWidth);
        return new FrameGeometry(
            cameraHeight, cameraWidth, outputHeight, outputWidth,
            new PixelRectangle(fit.PadLeft, fit.PadTop, fit.OutputWidth, fit.OutputHeight));
    }

    /// <summary>The geometry of a model's outputs for a frame that was stretched to its input. The bars of a model whose
    /// graph letterboxes (<see cref="ModelMetadata.Fit"/>) are cut off inside the graph: the outputs show the frame
    /// alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cameraHeight">Height of the camera's frame in pixels.</param>
    /// <param name="cameraWidth">Width of the camera's frame in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    public static FrameGeometry Of(ModelMetadata model, int cameraHeight, int cameraWidth)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Stretch(cameraHeight, cameraWidth, model.OutputHeight, model.OutputWidth);
    }

    /// <summary>Finds a place of the outputs in the camera's frame.</summary>
    /// <param name="output">A place in the outputs.</param>
    /// <returns>The place; outside of the frame for a place on a bar, see <see cref="IsOnFrame"/>.</returns>
    public PixelPoint ToCamera(PixelPoint output)
        => new(((output.X + 0.5 - Content.Left) / ScaleX) - 0.5, ((output.Y + 0.5 - Content.Top) / ScaleY) - 0.5);

    /// <summary>Finds a place of the camera's frame in the outputs.</summary>
    /// <param name="camera">A place in the camera's frame.</param>
    public PixelPoint ToOutput(PixelPoint camera)
        => new(((camera.X + 0.5) * ScaleX) + Content.Left - 0.5, ((camera.Y + 0.5) * ScaleY) + Content.Top - 0.5);

    /// <summary>Tells whether a place of the outputs shows the frame and no bar.</summary>
    /// <param name="output">A place in the outputs.</param>
    public bool IsOnFrame(PixelPoint output)
        => output.X + 0.5 >= Content.Left && output.X + 0.5 <= Content.Right
            && output.Y + 0.5 >= Content.Top && output.Y + 0.5 <= Content.Bottom;

    /// <summary>Finds pixels of the outputs in the camera's frame.</summary>
    /// <param name="output">Pixels of the outputs.</param>
    /// <returns>The smallest rectangle of whole camera pixels that holds all they show; empty for pixels of a bar.</returns>
    public PixelRectangle ToCamera(PixelRectangle output)
    {
        (int left, int width) = Side(output.Left - Content.Left, output.Width, 1 / ScaleX, 0, CameraWidth);
        (int top, int height) = Side(output.Top - Content.Top, output.Height, 1 / ScaleY, 0, CameraHeight);
        return new PixelRectangle(left, top, width, height);
    }

    /// <summary>Finds pixels of the camera's frame in the outputs.</summary>
    /// <param name="camera">Pixels of the camera's frame.</param>
    /// <returns>The smallest rectangle of whole output pixels that shows all of them; empty for pixels outside of the
    /// frame.</returns>
    public PixelRectangle ToOutput(PixelRectangle camera)
    {
        (int left, int width) = Side(camera.Left, camera.Width, ScaleX, Content.Left, Content.Width);
        (int top, int height) = Side(camera.Top, camera.Height, ScaleY, Content.Top, Content.Height);
        return new PixelRectangle(left, top, width, height);
    }

    /// <summary>Finds the output pixel that shows the centre of a camera pixel's row.</summary>
    /// <param name="row">A row of the camera's frame.</param>
    /// <returns>A row of the outputs, inside of <see cref="Content"/>.</returns>
    public int NearestOutputRow(int row)
        => Content.Top + Math.Clamp((int)((row + 0.5) * ScaleY), 0, Content.Height - 1);

    /// <summary>Finds the output pixel that shows the centre of a camera pixel's column.</summary>
    /// <param name="column">A column of the camera's frame.</param>
    /// <returns>A column of the outputs, inside of <see cref="Content"/>.</returns>
    public int NearestOutputColumn(int column)
        => Content.Left + Math.Clamp((int)((column + 0.5) * ScaleX), 0, Content.Width - 1);

    /// <summary>Maps one side of a rectangle by its two edges, outwards to whole pixels.</summary>
    private static (int Start, int Length) Side(double start, int length, double scale, int offset, int limit)
    {
        double first = Math.Clamp(start * scale, 0, limit);
        double last = Math.Clamp((start + Math.Max(0, length)) * scale, 0, limit);
        int from = (int)Math.Floor(first + EdgeTolerance), to = (int)Math.Ceiling(last - EdgeTolerance);
        return last - first > EdgeTolerance ? (offset + from, to - from) : (offset + Math.Min(from, limit), 0);
    }

    private static void Require(int cameraHeight, int cameraWidth, int outputHeight, int outputWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cameraHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cameraWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputWidth, 1);
    }
}
