import aboutYou from './about-you.json';
import alibaba from './alibaba.json';
import aliexpress from './aliexpress.json';
import amazon from './amazon.json';
import asos from './asos.json';
import depop from './depop.json';
import displayAds from './display-ads.json';
import ebay from './ebay.json';
import etsy from './etsy.json';
import euFashion3000x4000 from './eu-fashion-3000x4000.json';
import facebookMarketplace from './facebook-marketplace.json';
import faire from './faire.json';
import googleMerchant from './google-merchant.json';
import instagramShop from './instagram-shop.json';
import instagramStory from './instagram-story.json';
import lazada from './lazada.json';
import mercadoLibre from './mercado-libre.json';
import newegg from './newegg.json';
import otto from './otto.json';
import pinterest from './pinterest.json';
import poshmark from './poshmark.json';
import rakutenIchiba from './rakuten-ichiba.json';
import shopee from './shopee.json';
import shopify from './shopify.json';
import targetPlus from './target-plus.json';
import theIconic from './the-iconic.json';
import tiki from './tiki.json';
import tiktokShop from './tiktok-shop.json';
import walmart from './walmart.json';
import wayfair from './wayfair.json';
import zalando from './zalando.json';

/** Every profile as it lies on disk, not yet parsed, in the order in which screens offer them. */
export const PROFILES: readonly { readonly id: string }[] = [
  amazon,
  shopify,
  etsy,
  walmart,
  ebay,
  tiktokShop,
  instagramShop,
  instagramStory,
  faire,
  googleMerchant,
  displayAds,
  facebookMarketplace,
  zalando,
  aboutYou,
  euFashion3000x4000,
  otto,
  shopee,
  lazada,
  tiki,
  mercadoLibre,
  rakutenIchiba,
  pinterest,
  newegg,
  aliexpress,
  alibaba,
  theIconic,
  poshmark,
  depop,
  wayfair,
  targetPlus,
  asos
];
