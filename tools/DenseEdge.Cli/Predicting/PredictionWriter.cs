using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Predicting;

/// <summary>Writes predictions in the forms that were asked for: NAME.TASK.png, NAME.TASK.npy, NAME.json, NAME.ply; of a video
/// NAME.TASK.mp4, and the other forms with the frame's number in the name.</summary>
internal sealed class PredictionWriter : IDisposable
{
    private readonly PredictArguments _arguments;
    private readonly Dictionary<TaskKind, VideoWriterFile> _videos = [];

    /// <param name="arguments">What to write, and where.</param>
    public PredictionWriter(PredictArguments arguments)
    {
        _arguments = arguments;
        Directory.CreateDirectory(arguments.Output);
    }

    /// <summary>Writes the prediction of an image.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="name">The file's name without its extension.</param>
    public void Write(DensePrediction prediction, string name)
    {
        if (_arguments.Save.HasFlag(SavedForms.Png))
        {
            foreach (TaskKind task in Tasks(prediction))
            {
                ImageFile.Write(Of($"{name}.{task.Key()}.png"), Pictures.OfPrediction(prediction, task));
            }
        }

        WriteNumbers(prediction, name);
    }

    /// <summary>Writes the prediction of a video's or a camera's frame.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="name">The video's name.</param>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="framesPerSecond">The pace of the videos.</param>
    public void Write(DensePrediction prediction, string name, int frame, double framesPerSecond)
    {
        if (_arguments.Save.HasFlag(SavedForms.Png))
        {
            foreach (TaskKind task in Tasks(prediction))
            {
                if (!_videos.TryGetValue(task, out VideoWriterFile? video))
                {
                    video = VideoWriterFile.Create(
                        Of($"{name}.{task.Key()}.mp4"), prediction.Height, prediction.Width, framesPerSecond);
                    _videos.Add(task, video);
                }

                video.Write(Pictures.OfPrediction(prediction, task));
            }
        }

        WriteNumbers(prediction, $"{name}-{frame:D6}");
    }

    /// <summary>Ends the videos.</summary>
    public void Dispose()
    {
        foreach (VideoWriterFile video in _videos.Values)
        {
            video.Dispose();
        }
    }

    private static IEnumerable<TaskKind> Tasks(DensePrediction prediction)
        => prediction.Model.Tasks.Select(task => task.Spec.Kind).Where(prediction.Has);

    private void WriteNumbers(DensePrediction prediction, string name)
    {
        if (_arguments.Save.HasFlag(SavedForms.Npy))
        {
            foreach (TaskKind task in Tasks(prediction))
            {
                prediction.SaveNumbers(task, Of($"{name}.{task.Key()}.npy"));
            }
        }

        if (_arguments.Save.HasFlag(SavedForms.Json))
        {
            prediction.SaveSummary(Of($"{name}.json"));
        }

        if (_arguments.Save.HasFlag(SavedForms.Ply))
        {
            prediction.SavePointCloud(Of($"{name}.ply"), _arguments.Intrinsics!.Value);
        }
    }

    private string Of(string name) => Path.Combine(_arguments.Output, name);
}
