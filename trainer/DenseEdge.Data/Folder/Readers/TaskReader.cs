using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>Reads the labels of one task. Has no state that changes: safe from several threads.</summary>
internal abstract class TaskReader(TaskDescriptor task, FolderDescriptor descriptor)
{
    /// <summary>The task, with its classes.</summary>
    internal abstract TaskSpec Spec { get; }

    internal TaskDescriptor Task => task;

    internal FolderDescriptor Descriptor => descriptor;

    internal bool Optional => task.Optional;

    /// <summary>Whether the label is computed from other labels of the sample, which must be there before.</summary>
    internal virtual bool NeedsOtherLabels => false;

    /// <summary>
    /// The label's file, of several places the first where there is one; null if there is none of its own.
    /// </summary>
    internal string? FileOf(string id)
    {
        string? preferred = null;
        foreach (string pattern in task.LabelFiles)
        {
            string file = SamplePath.Of(descriptor.Root, pattern, id);
            if (File.Exists(file))
            {
                return file;
            }

            preferred ??= file;
        }

        return preferred;
    }

    /// <summary>Puts the sample's label into it; leaves it as it is if an optional label is missing.</summary>
    /// <exception cref="InvalidDataException">The label is missing or wrong; the message names the file.</exception>
    internal DenseSample Read(DenseSample sample)
    {
        string? file = FileOf(sample.Id);
        if (file is not null && !File.Exists(file))
        {
            return Optional
                ? sample
                : throw new InvalidDataException(
                    $"The label '{file}' does not exist ({task.Task} of sample '{sample.Id}').");
        }

        return ReadExisting(sample, file);
    }

    private protected abstract DenseSample ReadExisting(DenseSample sample, string? file);

    private protected static void CheckSize(DenseSample sample, string file, int height, int width)
    {
        if (height != sample.Image.Height || width != sample.Image.Width)
        {
            throw new InvalidDataException(
                $"'{file}' is {height}x{width} pixels (height x width), expected " +
                $"{sample.Image.Height}x{sample.Image.Width} like its image.");
        }
    }

    /// <summary>Brings a label to the size of its image where the task allows it, and checks the size otherwise.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="file">The label's file, for messages.</param>
    /// <param name="height">The label's height.</param>
    /// <param name="width">The label's width.</param>
    /// <param name="values">[H, W, channels] row by row.</param>
    /// <param name="channels">Numbers per pixel.</param>
    /// <exception cref="InvalidDataException">The sizes differ and must not.</exception>
    private protected T[] FitToImage<T>(
        DenseSample sample, string file, int height, int width, T[] values, int channels = 1)
    {
        if (!task.Resize || height == 0 || width == 0)
        {
            CheckSize(sample, file, height, width);
        }

        return NearestPixels.Resize(values, height, width, sample.Image.Height, sample.Image.Width, channels);
    }

    /// <summary>Puts labels where the task's kind belongs.</summary>
    private protected DenseSample Put(DenseSample sample, byte[] labels)
    {
        var map = new LabelMap(sample.Image.Height, sample.Image.Width, labels);
        return Spec.Kind switch
        {
            TaskKind.SemanticSegmentation => sample with { Segmentation = map },
            TaskKind.HumanParts => sample with { HumanParts = map },
            TaskKind.Boundaries => sample with { Boundaries = map },
            _ => sample with { Saliency = map },
        };
    }
}
