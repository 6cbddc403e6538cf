using DenseEdge.Data.Mat;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>An array of numbers from a file of any kind.</summary>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Singles">Gets the numbers row by row.</param>
/// <param name="Labels">Gets the numbers row by row as integers; throws where they are none.</param>
internal sealed record ArrayFile(IReadOnlyList<int> Shape, Func<float[]> Singles, Func<int[]> Labels)
{
    /// <summary>Reads a NumPy array.</summary>
    internal static ArrayFile ReadNpy(string file)
    {
        NpyArray array = NpyFile.Read(file);
        return new ArrayFile(array.Shape, array.ToSingles, array.ToLabels);
    }

    /// <summary>Reads a variable of a MATLAB file.</summary>
    internal static ArrayFile ReadMat(string file, string variable)
    {
        MatNumeric array = MatFile.ReadVariable(file, variable).Numbers;
        return new ArrayFile(array.Shape, array.ToSingles, array.ToInt32s);
    }

    /// <summary>Gets height and width.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="channels">Numbers per pixel that are expected; 1 allows a missing last dimension.</param>
    /// <exception cref="InvalidDataException">The shape is another.</exception>
    internal (int Height, int Width) Size(string file, int channels)
    {
        bool right = channels == 1
            ? Shape.Count == 2 || (Shape.Count == 3 && Shape[2] == 1)
            : Shape.Count == 3 && Shape[2] == channels;
        string expected = channels == 1 ? "[H, W]" : $"[H, W, {channels}]";
        return right
            ? (Shape[0], Shape[1])
            : throw new InvalidDataException(
                $"'{file}' has the shape ({string.Join(", ", Shape)}), expected {expected}.");
    }
}
