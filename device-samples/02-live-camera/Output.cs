using DenseEdge.Contracts;
using DenseEdge.Hosting;
using DenseEdge.Imaging;

namespace DenseEdge.Samples.LiveCamera;

/// <summary>Where pictures go: a browser, a window, or a video file, which takes its size from the first picture.</summary>
internal sealed class Output : IDisposable
{
    private readonly string _target;
    private readonly double _framesPerSecond;
    private readonly MjpegServer? _viewer;
    private readonly PictureWindow? _window;
    private VideoWriterFile? _file;

    public Output(string target, double framesPerSecond)
    {
        _target = target;
        _framesPerSecond = framesPerSecond;
        _viewer = target.StartsWith("http://", StringComparison.Ordinal) ? MjpegServer.Start(target) : null;
        _window = target == "window" ? PictureWindow.Open("DenseEdge") : null;
    }

    /// <summary>Shows or writes a picture.</summary>
    /// <returns>False if the user has seen enough: Esc in the window.</returns>
    public bool Show(Rgb24Image picture)
    {
        if (_window is not null)
        {
            return _window.Show(picture);
        }

        if (_viewer is not null)
        {
            _viewer.Show(picture);
        }
        else
        {
            _file ??= VideoWriterFile.Create(_target, picture.Height, picture.Width, _framesPerSecond);
            _file.Write(picture);
        }

        return true;
    }

    public void Dispose()
    {
        _viewer?.Dispose();
        _window?.Dispose();
        _file?.Dispose();
    }

    public override string ToString() => _viewer is null ? _target : $"open {_viewer.Address} in a browser";
}
