using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using static TorchSharp.torch;

namespace DenseEdge.TrainingStep;

/// <summary>One batch of random images and labels, some of them without a label.</summary>
internal sealed record ComparedBatch(Tensor Images, LabelBatch Labels) : IDisposable
{
    public static ComparedBatch Draw(NetworkOptions network, int batch, Random random)
    {
        (int height, int width) = (network.InputHeight, network.InputWidth);
        int pixels = batch * height * width, count = network.Tasks[0].Classes.Count;
        byte[] images = new byte[pixels * 3];
        random.NextBytes(images);
        byte[] classes = new byte[pixels];
        byte[] edges = new byte[pixels];
        float[] depth = new float[pixels];
        for (int i = 0; i < pixels; i++)
        {
            int drawn = random.Next(count + 3);
            classes[i] = drawn < count ? (byte)drawn : (byte)255;
            edges[i] = random.Next(8) == 0 ? (byte)1 : (byte)0;
            depth[i] = random.Next(10) == 0 ? 0 : 0.5f + (random.NextSingle() * 5);
        }

        float[] directions = Directions(random, pixels);
        return new ComparedBatch(
            tensor(images).reshape(batch, height, width, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32),
            new LabelBatch
            {
                Segmentation = tensor(classes).reshape(batch, height, width),
                Boundaries = tensor(edges).reshape(batch, height, width),
                Depth = tensor(depth).reshape(batch, 1, height, width),
                Normals = tensor(directions).reshape(batch, height, width, 3).permute(0, 3, 1, 2).contiguous(),
            });
    }

    /// <summary>Draws unit vectors that look at the camera.</summary>
    public static float[] Directions(Random random, int count)
    {
        float[] directions = new float[count * 3];
        for (int i = 0; i < directions.Length; i += 3)
        {
            System.Numerics.Vector3 direction = System.Numerics.Vector3.Normalize(new(
                random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, -0.1f - random.NextSingle()));
            (directions[i], directions[i + 1], directions[i + 2]) = (direction.X, direction.Y, direction.Z);
        }

        return directions;
    }

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
