import 'reflect-metadata';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import type { Request, Response } from 'express';

const env = process.env as Record<string, string>;

const connect = toNodeHandler(
  createConnectHandler({
    cyclr: {
      apiDomain: env.CYCLR_API_DOMAIN,
      serviceDomain: env.CYCLR_SERVICE_DOMAIN,
      clientId: env.CYCLR_CLIENT_ID,
      clientSecret: env.CYCLR_CLIENT_SECRET,
    },
    // Read your own session here, and return undefined where it has none.
    resolveAccount: () => ({ accountId: env.CYCLR_ACCOUNT_ID, username: 'ada' }),
  }),
);

@Controller('cyclr-connect')
class ConnectController {
  @All('*path')
  answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    return connect(request, response);
  }
}

@Module({ controllers: [ConnectController] })
class AppModule {}

const start = async (): Promise<void> => {
  const app = await NestFactory.create<NestExpressApplication>(AppModule);
  app.useStaticAssets('node_modules/cyclr-connect/dist', { prefix: '/assets' });
  app.useStaticAssets('public');
  await app.listen(Number(env['PORT'] ?? 3000));
};
void start();
