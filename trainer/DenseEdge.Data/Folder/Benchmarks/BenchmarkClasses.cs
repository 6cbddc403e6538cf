using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>The classes of the benchmarks, for networks that come without names.</summary>
public static class BenchmarkClasses
{
    /// <summary>Gets names and colours.</summary>
    /// <param name="task">A task with classes.</param>
    /// <param name="count">How many classes the network tells apart.</param>
    /// <returns>The benchmark's classes if one has so many, numbered ones otherwise.</returns>
    public static IReadOnlyList<LabelClass> Of(TaskKind task, int count)
    {
        if (task == TaskKind.HumanParts && count == VocParts.ClassNames.Count)
        {
            return ClassPalette.Classes(VocParts.ClassNames);
        }

        foreach (FolderDescriptor descriptor in DescriptorFile.Benchmarks())
        {
            if (descriptor.Tasks.OfType<ClassTask>().FirstOrDefault(other => other.Kind == task) is { } known
                && known.Classes?.Count == count)
            {
                return ClassList.Of(known, descriptor);
            }
        }

        return ClassPalette.Classes(
            [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"class {i}"))]);
    }
}
