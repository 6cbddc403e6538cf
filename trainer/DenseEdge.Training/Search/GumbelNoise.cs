using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>Draws the noise of the Gumbel softmax.</summary>
/// <remarks>Jang, Gu and Poole, "Categorical Reparameterization with Gumbel-Softmax", ICLR 2017.</remarks>
/// <param name="random">Where the draws come from: the same state gives the same noise.</param>
internal sealed class GumbelNoise(Random random)
{
    /// <summary>Draws -ln(E), E exponentially distributed with mean 1, once per number.</summary>
    /// <param name="count">How many numbers.</param>
    /// <returns>[count] float32.</returns>
    public Tensor Draw(int count)
    {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++)
        {
            // 1 - u lies in (0, 1]; the tiny offset keeps the outer logarithm finite at its end.
            double exponential = -Math.Log(1 - random.NextDouble());
            noise[i] = (float)-Math.Log(Math.Max(exponential, double.Epsilon));
        }

        return tensor(noise);
    }
}
