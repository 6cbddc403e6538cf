using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Colour images that are kept as NumPy arrays.</summary>
internal static class ArrayImage
{
    private const float MostOfUnitRange = 1.001f;

    /// <summary>Reads [H, W, 3]: bytes, or floating point from 0 to 1 or from 0 to 255.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">The array is something else; the message names the file.</exception>
    internal static Rgb24Image Read(string file)
    {
        NpyArray array = NpyFile.Read(file);
        if (array.Shape is not [> 0, > 0, 3])
        {
            throw new InvalidDataException(
                $"'{file}' has the shape ({string.Join(", ", array.Shape)}), expected an image of [H, W, 3].");
        }

        float[] values = array.ToSingles();
        bool unitRange = !array.IsInteger && values.Max() <= MostOfUnitRange;
        float scale = unitRange ? 255 : 1;
        byte[] pixels = Array.ConvertAll(
            values, value => (byte)Math.Round(Math.Clamp(float.IsFinite(value) ? value * scale : 0, 0, 255)));
        return new Rgb24Image(array.Shape[0], array.Shape[1], pixels);
    }
}
