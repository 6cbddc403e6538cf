namespace DenseEdge.Data.Folder;

/// <summary>Resizes labels: a new pixel is a copy of the nearest old one.</summary>
internal static class NearestPixels
{
    /// <summary>Resizes; an array of the wanted size is returned itself.</summary>
    /// <param name="values">[height, width, channels] row by row.</param>
    /// <param name="height">The present height.</param>
    /// <param name="width">The present width.</param>
    /// <param name="newHeight">The height wanted.</param>
    /// <param name="newWidth">The width wanted.</param>
    /// <param name="channels">Numbers per pixel.</param>
    internal static T[] Resize<T>(T[] values, int height, int width, int newHeight, int newWidth, int channels)
    {
        if (height == newHeight && width == newWidth)
        {
            return values;
        }

        var result = new T[newHeight * newWidth * channels];
        int to = 0;
        for (int y = 0; y < newHeight; y++)
        {
            int row = (int)((long)y * height / newHeight) * width;
            for (int x = 0; x < newWidth; x++)
            {
                int from = (row + (int)((long)x * width / newWidth)) * channels;
                for (int c = 0; c < channels; c++)
                {
                    result[to++] = values[from + c];
                }
            }
        }

        return result;
    }
}
