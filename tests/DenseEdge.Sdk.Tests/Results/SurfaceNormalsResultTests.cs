using System.Numerics;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk.Tests.Results;

public sealed class SurfaceNormalsResultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-normals").FullName;

    [Fact]
    public void Normal_OfAPixel_HasThePlanesComponents()
    {
        using DensePredictor predictor = DensePredictor.Load(TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1 });
        using DensePrediction prediction = predictor.Run(TestModel.Noise(TestModel.Height, TestModel.Width, 4));

        SurfaceNormalsResult normals = prediction.SurfaceNormals!.Value;

        const int pixels = TestModel.Height * TestModel.Width, index = (7 * TestModel.Width) + 3;
        Assert.Equal(normals.Components[index], normals.X[7, 3]);
        Assert.Equal(normals.Components[pixels + index], normals.Y[7, 3]);
        Assert.Equal(normals.Components[(2 * pixels) + index], normals.Z[7, 3]);
        Assert.Equal(new Vector3(normals.X[7, 3], normals.Y[7, 3], normals.Z[7, 3]), normals[7, 3]);
        Assert.Equal(1, normals[7, 3].Length(), 1e-5f);
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.SurfaceNormals!.Value[0, TestModel.Width]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
